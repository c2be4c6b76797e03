"""What answers at the other end of v0 (lab.py): router.py TYPE CODE

To each IPv4 packet that comes out of v1 for another machine it answers with an
ICMP message of that type and code, from 10.9.0.254.
"""

import socket
import struct
import sys

ETHERNET, IPV4 = 14, 0x0800
ICMP = 1


def checksum(data):
    data += b"\0" * (len(data) % 2)
    total = sum(struct.unpack(f"!{len(data) // 2}H", data))
    while total >> 16:
        total = (total & 0xffff) + (total >> 16)
    return ~total & 0xffff


def icmp(kind, code, packet):
    """RFC 792: the header and 8 bytes more of what it is about."""
    body = struct.pack("!BBHI", kind, code, 0, 0) + packet[:28]
    return body[:2] + struct.pack("!H", checksum(body)) + body[4:]


def answer(kind, code, packet):
    body = icmp(kind, code, packet)
    header = struct.pack("!BBHHHBBH4s4s", 0x45, 0, 20 + len(body), 0, 0, 64,
                         ICMP, 0, socket.inet_aton("10.9.0.254"),
                         packet[12:16])
    return header[:10] + struct.pack("!H", checksum(header)) + header[12:] + body


def main():
    kind, code = map(int, sys.argv[1:])
    wire = socket.socket(socket.AF_PACKET, socket.SOCK_RAW,
                         socket.htons(IPV4))
    wire.bind(("v1", IPV4))
    print("ready", flush=True)
    while True:
        frame = wire.recv(65536)
        packet = frame[ETHERNET:]
        if packet[9] != ICMP and packet[16:20] != socket.inet_aton("10.9.0.1"):
            wire.send(frame[6:12] + frame[:6] + frame[12:14] +
                      answer(kind, code, packet))


main()
