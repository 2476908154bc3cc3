"""The GraphQL API of an agency: its clients side by side, its people, its reports. No account's schema is opened."""
