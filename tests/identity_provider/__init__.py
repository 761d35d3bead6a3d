"""A certified OpenID provider, started by the tests that sign in with one."""
