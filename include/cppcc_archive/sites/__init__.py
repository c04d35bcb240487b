"""The site registry: facts about sites in YAML (``include/sites``), read strictly into typed models."""

from cppcc_archive.sites.model import Column, Expectation, Site, SiteStatus

__all__ = ["Column", "Expectation", "Site", "SiteStatus"]
