"""The answers over HTTP, MCP and the command line."""
