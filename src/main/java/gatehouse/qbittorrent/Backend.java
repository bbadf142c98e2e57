package gatehouse.qbittorrent;

import gatehouse.config.Instance;

/// One qBittorrent server, as seen through one session of ours. Safe for use by many threads; blocks its caller.
public class Backend {

    public Instance instance() {
        throw new UnsupportedOperationException();
    }

    /// Sends a request, signing in first when there is no session and once more when the session has expired.
    public Reply send(Request request) {
        throw new UnsupportedOperationException();
    }

    public Health health() {
        throw new UnsupportedOperationException();
    }
}
