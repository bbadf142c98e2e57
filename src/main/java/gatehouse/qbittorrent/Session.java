package gatehouse.qbittorrent;

/// Our session at a server.
sealed interface Session {

    Health health();

    /// @param cookie the name and value as the server set them; empty when it trusts our address without one
    record SignedIn(String cookie, Health.Connected health) implements Session {
    }

    /// There is none, and why.
    record SignedOut(Health health) implements Session {
    }
}
