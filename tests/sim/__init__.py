"""A simulator of committee sites: any number of them on 127.x.y.z addresses, of several CMS families, with faults.

It speaks HTTP over bare sockets, so that it can also speak it wrongly, and logs every request with its start and end.
"""

from tests.sim.content import SimArticle, SimSite
from tests.sim.families import build
from tests.sim.server import LoggedRequest, Reply, Route, SimRequest, Simulator

__all__ = ["LoggedRequest", "Reply", "Route", "SimArticle", "SimRequest", "SimSite", "Simulator", "build"]
