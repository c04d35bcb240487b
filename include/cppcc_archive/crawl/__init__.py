"""Crawling: fetch politely, judge every answer, walk listings to the articles asked for."""
