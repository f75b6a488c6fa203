"""Speaks HTTP to the daemon of DOCKER_HOST as Python does: connections kept, requests pipelined, half-closed."""
import http.client
import os
import re
import socket
import ssl
import sys


def connect():
    host = os.environ["DOCKER_HOST"]
    if host.startswith("unix://"):
        plain = socket.socket(socket.AF_UNIX)
        plain.connect(host[len("unix://"):])
        return plain
    name, port = host[len("tcp://"):].split(":")
    plain = socket.create_connection((name, int(port)))
    if not os.environ.get("DOCKER_TLS_VERIFY"):
        return plain
    folder = os.environ["DOCKER_CERT_PATH"]
    context = ssl.create_default_context(cafile=f"{folder}/ca.pem")
    context.load_cert_chain(f"{folder}/cert.pem", f"{folder}/key.pem")
    return context.wrap_socket(plain, server_hostname=name)


def everything(sock):
    data = b""
    while piece := sock.recv(65536):
        data += piece
    return data


def statuses(data):
    return re.findall(rb"HTTP/1\.1 (\d+)", data)


GET = b"GET %s HTTP/1.1\r\nHost: docker\r\n%s\r\n"


def keep():
    kept = http.client.HTTPConnection("docker")
    kept.sock = connect()
    for path in ("/_ping", "/version", "/containers/nosuch/json"):
        kept.request("GET", path)
        answer = kept.getresponse()
        print("kept", path, answer.status, len(answer.read()) > 0)


def pipeline():
    sock = connect()
    last = GET % (b"/_ping", b"Connection: close\r\n")
    sock.sendall(GET % (b"/_ping", b"") + GET % (b"/nosuch", b"") + last)
    print("pipelined", statuses(everything(sock)))


def half_close():
    sock = connect()
    sock.sendall(GET % (b"/_ping", b"Connection: close\r\n"))
    sock.shutdown(socket.SHUT_WR)
    print("half-closed", statuses(everything(sock)))


for name in sys.argv[1:]:
    {"keep": keep, "pipeline": pipeline, "half-close": half_close}[name]()
