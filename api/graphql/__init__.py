"""The GraphQL API of an account: schema, limits, budgets, and the transport over HTTP."""
