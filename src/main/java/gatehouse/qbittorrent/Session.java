package gatehouse.qbittorrent;

/// Our session at a server.
sealed interface Session {

    Health health();

    /// @param proof what to send with each request; none when the server trusts our address without
    record SignedIn(Proof proof, Health.Connected health) implements Session {
    }

    /// There is none, and why.
    record SignedOut(Health health) implements Session {
    }
}
