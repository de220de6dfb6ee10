"""A proxy that delivers every request, waits for the first byte of the answer, and then, with a given chance, resets the
client: the answer is lost after the act was done."""
import random
import select
import socket
import struct
import threading

RESET = struct.pack("ii", 1, 0)


class LossyProxy:
    def __init__(self, target_port, chance, seed):
        self.target_port = target_port
        self.chance = chance
        self.dice = random.Random(seed)
        self.lock = threading.Lock()
        self.lost = 0
        self.listening = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.port = self.listening.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                client, _ = self.listening.accept()
            except OSError:
                return
            threading.Thread(target=self.carry, args=(client,), daemon=True).start()

    def loses_this_one(self):
        with self.lock:
            lost = self.dice.random() < self.chance
            self.lost += lost
            return lost

    def carry(self, client):
        """One connection: whatever comes is carried over, until an answer is to be lost."""
        server = socket.create_connection(("127.0.0.1", self.target_port))
        asked = False
        try:
            while True:
                for readable in select.select([client, server], [], [], 60)[0]:
                    data = readable.recv(65536)
                    if not data:
                        return
                    if readable is client:
                        asked = True
                        server.sendall(data)
                        continue
                    if asked and self.loses_this_one():
                        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
                        return
                    asked = False
                    client.sendall(data)
        except OSError:
            pass
        finally:
            client.close()
            server.close()

    def close(self):
        self.listening.close()
