package gatehouse.http;

/// The order in which a request passes our filters, highest first, all of them ahead of the router.
final class Order {

    static final int HEADERS = 1000;
    static final int REDIRECTS = 950;
    static final int GUARD = 900;
    static final int APP_HOSTS = 850;
    static final int BASE_PATH = 800;
    static final int METERS = 750;
    static final int PROVIDER = 700;

    private Order() {
    }
}
