"""Renders a chart with values by Helm itself and holds every manifest against Kubernetes' schemas.

A program in an environment of its own (requirements-helm.lock): ``python helm_chart.py CHART EXECUTOR``. The chart is
the official one, a folder or .tgz. Prints kind, name, images and environment of what was rendered, as JSON.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

VALUES = Path(__file__).parents[2] / "deploy" / "helm" / "values.yaml"


def rendered(chart: str, executor: str) -> list[dict[str, Any]]:
    """Every manifest; raises where the chart's own schema refuses the values, or Kubernetes a manifest."""
    import helm_python
    import kubernetes_validate
    from ruamel.yaml import YAML

    yaml = YAML(typ="safe")
    values = {**yaml.load(VALUES.read_text(encoding="utf-8")), "executor": executor}
    with helm_python.Chart.load(chart) as loaded:
        loaded.validate_schema(values)
        texts = loaded.render(values, name="archive", namespace="archive")
    found = [one for _, text in sorted(texts.items()) for one in yaml.load_all(text) if one]
    for manifest in found:
        kubernetes_validate.validate(manifest, kubernetes_validate.latest_version(), strict=True)
    return found


def told(manifest: dict[str, Any]) -> dict[str, Any]:
    """What a test asks of a manifest."""
    spec = manifest.get("spec") or {}
    pod = (spec.get("template") or {}).get("spec") or (spec if manifest["kind"] == "Pod" else {})
    containers = pod.get("containers") or []
    return {
        "kind": manifest["kind"],
        "name": manifest["metadata"]["name"],
        "images": [one.get("image") for one in containers],
        "env": sorted({item["name"] for one in containers for item in one.get("env") or ()}),
        "limits": [(one.get("resources") or {}).get("limits") for one in containers],
        "args": " ".join(str(part) for one in containers for part in one.get("args") or ()),
    }


if __name__ == "__main__":
    print(json.dumps([told(one) for one in rendered(*sys.argv[1:3])]))
