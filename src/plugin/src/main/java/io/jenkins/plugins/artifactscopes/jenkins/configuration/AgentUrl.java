package io.jenkins.plugins.artifactscopes.jenkins.configuration;

import io.jenkins.plugins.artifactscopes.jenkins.Messages;
import java.net.URI;

/** The address of Jenkins for agents, as administrators enter it. */
final class AgentUrl {
    private AgentUrl() {}

    /**
     * @return the text
     * @throws IllegalArgumentException for what is no such address, unless it is empty; the message says what is
     */
    static String parse(String text) {
        if (text.isEmpty()) {
            return text;
        }
        URI url = URI.create(text);
        boolean http = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
        if (!http
                || url.getHost() == null
                || url.getRawQuery() != null
                || url.getRawFragment() != null
                || url.getRawUserInfo() != null) {
            throw new IllegalArgumentException(Messages.ArtifactScopesConfiguration_noAddress(text));
        }
        return text;
    }
}
