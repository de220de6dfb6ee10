"""A line between the server and its database that can be frozen, cut and mended."""
import select
import socket
import threading


class Relay:
    def __init__(self, target_port):
        self.target_port = target_port
        self.flows = threading.Event()
        self.flows.set()
        self.gone = False
        self.lines = set()
        self.lock = threading.Lock()
        self.listening = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.port = self.listening.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                client, _ = self.listening.accept()
            except OSError:
                return
            if self.gone:
                client.close()
                continue
            threading.Thread(target=self.carry, args=(client,), daemon=True).start()

    def carry(self, client):
        try:
            server = socket.create_connection(("127.0.0.1", self.target_port))
        except OSError:
            client.close()
            return
        with self.lock:
            self.lines |= {client, server}
        try:
            while True:
                for readable in select.select([client, server], [], [])[0]:
                    data = readable.recv(65536)
                    self.flows.wait()
                    if not data:
                        return
                    (server if readable is client else client).sendall(data)
        except (OSError, ValueError):
            pass
        finally:
            with self.lock:
                self.lines -= {client, server}
            client.close()
            server.close()

    def freeze(self):
        """Takes what comes and passes nothing on: the kernel acknowledges, and nobody answers."""
        self.flows.clear()

    def thaw(self):
        self.flows.set()

    def vanish(self):
        """Every line breaks, and a new one is closed at once."""
        self.gone = True
        with self.lock:
            lines = list(self.lines)
        for line in lines:
            try:
                line.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def come_back(self):
        self.gone = False

    def close(self):
        self.listening.close()
        self.thaw()
        self.vanish()
