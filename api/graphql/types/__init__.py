"""The types of the schema: plain data, filled by the modules beside this package."""
