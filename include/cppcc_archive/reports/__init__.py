"""A document to a report: who, when, outline, indicators, mentions, anomalies; every span an offset into the text.
Pure."""
