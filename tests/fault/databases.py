"""Fresh databases for a server under test, as arguments of its command line: none of them for SQLite, whose file lies in
the data folder; `--db ADDRESS` in the cluster that KAOJI_TEST_PG_URL names for PostgreSQL."""
import os
import subprocess
import uuid
from urllib.parse import unquote, urlsplit


class Databases:
    def __init__(self, kind):
        self.kind = kind
        self.made = []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for name in self.made:
            self.tell(f"DROP DATABASE {name} WITH (FORCE)")

    def fresh(self):
        if self.kind == "sqlite":
            return []
        name = f"kaoji_{uuid.uuid4().hex}"
        self.tell(f"CREATE DATABASE {name}")
        self.made.append(name)
        return ["--db", urlsplit(os.environ["KAOJI_TEST_PG_URL"])._replace(path=f"/{name}").geturl()]

    def tell(self, statement):
        """One statement to the cluster; the password travels in the environment."""
        url = urlsplit(os.environ["KAOJI_TEST_PG_URL"])
        subprocess.run(["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-h", url.hostname, "-p", str(url.port), "-U",
                        url.username, "-d", "postgres", "-c", statement],
                       env=os.environ | {"PGPASSWORD": unquote(url.password)}, check=True, capture_output=True)
