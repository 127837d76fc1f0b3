package io.jenkins.plugins.artifactscopes.jenkins.agent;

import java.io.IOException;
import java.time.Duration;
import jenkins.security.MasterToSlaveCallable;

/** Runs on the agent: tells whether the controller answers at an address. */
final class ReachOnAgent extends MasterToSlaveCallable<Boolean, IOException> {
    private static final long serialVersionUID = 1;

    /** To connect, to be answered, and to say so. */
    static final Duration LONGEST = Reach.LONGEST.multipliedBy(2).plusSeconds(1);

    private final DirectAddress address;

    ReachOnAgent(DirectAddress address) {
        this.address = address;
    }

    @Override
    public Boolean call() {
        try {
            new Reach(address).require();
            return true;
        } catch (IOException e) {
            // What there is instead is said by the transfers that try it.
            return false;
        }
    }
}
