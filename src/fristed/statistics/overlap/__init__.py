"""How many persons have cases in several services, as far as blind links tell; protected before it leaves."""
