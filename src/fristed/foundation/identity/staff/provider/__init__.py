"""Signing in with a provider of identities: OpenID Connect, as Ansattporten and ID-porten do it."""
