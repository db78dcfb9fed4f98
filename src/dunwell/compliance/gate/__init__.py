"""The gate: may this contact be made now?"""
