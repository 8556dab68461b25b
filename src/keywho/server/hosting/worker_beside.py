"""The worker that `keywho serve` starts: it ends when its standard input does, so with the process that holds the other end."""

from keywho.server.conf.start import start_django


def main() -> None:
    """Work until the server is gone."""
    environment = start_django()
    from keywho.server.hosting.bell import bell_of_pipe
    from keywho.server.hosting.worker import work
    from keywho.server.services import ports

    ports.plug(publish_with=bell_of_pipe())
    work(environment, beside=True)


if __name__ == "__main__":
    main()
