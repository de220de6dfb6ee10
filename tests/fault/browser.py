"""A browser of one demo account: its session, its CSRF token, and keys that it keeps until it knows the outcome."""
import http.client
import json
import uuid

# What a lost connection looks like from this side.
LOST = (OSError, http.client.HTTPException)


class Answer:
    def __init__(self, status, headers, body):
        self.status = status
        self.headers = headers
        self.body = body

    @property
    def json(self):
        return json.loads(self.body)

    def __repr__(self):
        return f"{self.status} {self.body[:400]!r}"


class Browser:
    def __init__(self, port, account=None):
        self.port = port
        self.account = account
        self.cookie = None
        self.csrf = None
        self.connection = None

    def sign_in(self):
        answer = self.ask("POST", "/sandbox/session", {"account": self.account})
        if answer.status != 200:
            raise RuntimeError(f"cannot sign in as {self.account}: {answer}")
        self.cookie = answer.headers["Set-Cookie"].split(";")[0]
        self.csrf = answer.json["csrf_token"]
        return self

    def ask(self, method, path, content=None, kind="application/json", key=None):
        """One request and its whole answer; raises one of LOST when the answer does not come whole. The key is made
        here unless the caller keeps one."""
        body = content if content is None or isinstance(content, bytes) else json.dumps(content).encode()
        headers = {"Content-Type": kind} if body is not None else {}
        if self.cookie:
            headers["Cookie"] = self.cookie
        if method != "GET":
            headers |= {"Origin": f"http://127.0.0.1:{self.port}", "Sec-Fetch-Site": "same-origin",
                        "Idempotency-Key": key or str(uuid.uuid4())}
            if self.csrf:
                headers["X-Kaoji-CSRF"] = self.csrf
        if self.connection is None:
            self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            self.connection.request(method, "/api" + path, body, headers)
            answer = self.connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read())
        except LOST:
            self.forget_connection()
            raise

    def forget_connection(self):
        if self.connection is not None:
            self.connection.close()
        self.connection = None
