package io.jenkins.plugins.artifactscopes.server;

import io.jenkins.plugins.artifactscopes.http.PolicyBody;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Lets a client send a policy as YAML: what is behind this reads JSON. */
final class YamlFilter extends HttpFilter {
    private static final long serialVersionUID = 1;
    private static final Set<String> TYPES = Set.of("application/yaml", "application/x-yaml", "text/yaml");

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!isYaml(request)) {
            chain.doFilter(request, response);
            return;
        }
        byte[] body = request.getInputStream().readNBytes(PolicyBody.MAX + 1);
        String text = new String(body, StandardCharsets.UTF_8);
        // What is no YAML is no JSON either; whoever reads it after the check of permissions says so.
        byte[] json =
                body.length > PolicyBody.MAX ? body : Yaml.jsonOrSame(text).getBytes(StandardCharsets.UTF_8);
        chain.doFilter(new JsonRequest(request, json), response);
    }

    private static boolean isYaml(HttpServletRequest request) {
        String type = Optional.ofNullable(request.getContentType()).orElse("");
        return TYPES.contains(type.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT))
                && request.getRequestURI().contains("/retention-policy");
    }

    private static final class JsonRequest extends HttpServletRequestWrapper {
        private final byte[] json;

        JsonRequest(HttpServletRequest request, byte[] json) {
            super(request);
            this.json = json;
        }

        @Override
        public ServletInputStream getInputStream() {
            return new Body(new ByteArrayInputStream(json));
        }
    }

    private static final class Body extends ServletInputStream {
        private final ByteArrayInputStream bytes;

        Body(ByteArrayInputStream bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            return bytes.read(buffer, offset, length);
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("This body is read at once");
        }
    }
}
