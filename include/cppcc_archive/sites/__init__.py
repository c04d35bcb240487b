"""The site registry (facts about sites in YAML, read strictly into typed models) and China's administrative divisions.

Nothing is imported here: ``divisions`` must stay light for the parser, and ``model`` brings pydantic.
"""
