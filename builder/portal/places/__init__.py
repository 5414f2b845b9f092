"""The pages of services, of the workforce and of people."""
