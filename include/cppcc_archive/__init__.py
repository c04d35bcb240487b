"""The district CPPCC report archive (区县政协工作报告档案): discover, capture, extract, parse, publish.

The data's way through the house, one package a stage::

    sites ──> cms ──> crawl ──> captures ──> extract ──> reports ──> tables
    (facts)  (families) (fetch)   (WARC)     (Document)  (Report)   (Delta)

``markup`` (bytes to text to tree, dates, URLs) and ``store`` (folder or S3) stand below all of them; ``jobs`` joins the
stages into what the command line and the DAGs run. Nothing here imports Airflow.
"""

__version__ = "0.1.0"
