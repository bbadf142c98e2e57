package gatehouse.legacy;

/// The legacy releases that there are recordings of.
public enum Release {
    V3_2_0("3.2.0", 2),
    V3_3_16("3.3.16", 15),
    V4_0_4("4.0.4", 17);

    private final String version;
    private final int api;

    Release(String version, int api) {
        this.version = version;
        this.api = api;
    }

    public String version() {
        return version;
    }

    public int api() {
        return api;
    }

    @Override
    public String toString() {
        return version;
    }
}
