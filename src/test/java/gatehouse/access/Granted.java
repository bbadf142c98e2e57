package gatehouse.access;

import gatehouse.config.Configuration;

/// Access whose policy a test sets.
public class Granted extends Access {

    private volatile Policy policy;

    public Granted(Configuration configuration) {
        super(null);
        grant(configuration);
    }

    public void grant(Configuration configuration) {
        policy = new Policy(configuration);
    }

    @Override
    public Policy policy() {
        return policy;
    }
}
