package gatehouse.qbittorrent;

/// Where servers of the two APIs differ below the action table.
///
/// @param root what paths begin with
/// @param probe a cheap question that only a living session is answered
/// @param api the legacy API number, 0 for a modern server
record Era(String root, String probe, int api) {

    private static final Era MODERN = new Era("/api/v2/", "/api/v2/app/webapiVersion", 0);

    static Era of(Session.SignedIn signedIn) {
        var api = signedIn.health().api();
        return api.legacy() ? new Era("/", "/query/transferInfo", api.minor()) : MODERN;
    }

    boolean legacy() {
        return api > 0;
    }

    Form form(Request request) {
        return legacy() ? Form.keepingCase(request.values(), request.files()) : Form.of(request.values(), request.files());
    }
}
