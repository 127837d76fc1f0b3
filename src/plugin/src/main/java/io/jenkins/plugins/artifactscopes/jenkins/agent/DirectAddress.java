package io.jenkins.plugins.artifactscopes.jenkins.agent;

import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;

/**
 * Where an agent does its one transfer over HTTP. It is all that the agent is given for it.
 *
 * @param controller the address of the controller, for people to read; ends with a slash
 * @param path of this transfer below it, signed; ends with a slash
 * @param silence how long the other end may be silent before the transfer goes another way
 */
record DirectAddress(String controller, String path, Duration silence) implements Serializable {
    URI url() throws IOException {
        try {
            return new URI(text());
        } catch (URISyntaxException e) {
            throw new IOException(controller + " is no address.", e);
        }
    }

    String text() {
        return controller + path;
    }
}
