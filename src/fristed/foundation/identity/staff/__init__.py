"""How staff show who they are: sessions, second factors, one-time codes, the provider of identities."""
