package io.jenkins.plugins.artifactscopes.transfer;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The query of a URL; empty values are left out. */
public final class UrlQuery {
    private final StringBuilder text = new StringBuilder();

    public UrlQuery with(String name, String value) {
        if (!value.isEmpty()) {
            text.append(text.isEmpty() ? "?" : "&")
                    .append(name)
                    .append('=')
                    .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
        return this;
    }

    /** With the question mark; empty for none. */
    @Override
    public String toString() {
        return text.toString();
    }
}
