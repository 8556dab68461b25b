"""The pieces of the exchange format; its face is `keywho.adapters.exchange_json`."""
