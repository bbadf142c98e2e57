package gatehouse.qbittorrent;

/// The header by which a request proves whose it is: none, a session's cookie, or an API key (qBittorrent 5.2 and later).
record Proof(String header, String value) {

    static final Proof NONE = new Proof("", "");

    /// @param pair the name and value as the server set them
    static Proof cookie(String pair) {
        return new Proof("Cookie", pair);
    }

    static Proof key(String key) {
        return new Proof("Authorization", "Bearer " + key);
    }

    boolean present() {
        return !header.isEmpty();
    }

    @Override
    public String toString() {
        return header;
    }
}
