package io.jenkins.plugins.artifactscopes.transfer;

import java.io.IOException;

/** Waits between tries. */
@FunctionalInterface
public interface Sleeper {
    void sleep(long millis) throws IOException;
}
