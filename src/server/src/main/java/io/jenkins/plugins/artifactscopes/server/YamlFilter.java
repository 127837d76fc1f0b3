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
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
        chain.doFilter(new JsonRequest(request), response);
    }

    private static boolean isYaml(HttpServletRequest request) {
        String type = Optional.ofNullable(request.getContentType()).orElse("");
        return TYPES.contains(type.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT))
                && request.getRequestURI().contains("/retention-policy");
    }

    /** The body is looked at when somebody reads it, which is after the client has shown who it is. */
    private static final class JsonRequest extends HttpServletRequestWrapper {
        private @Nullable Body json;

        JsonRequest(HttpServletRequest request) {
            super(request);
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            Body known = json;
            if (known == null) {
                known = new Body(new ByteArrayInputStream(json(super.getInputStream())));
                json = known;
            }
            return known;
        }

        private static byte[] json(InputStream in) throws IOException {
            byte[] body = in.readNBytes(PolicyBody.MAX + 1);
            String text = new String(body, StandardCharsets.UTF_8);
            // What is no YAML is no JSON either; whoever reads it says so.
            return body.length > PolicyBody.MAX ? body : Yaml.jsonOrSame(text).getBytes(StandardCharsets.UTF_8);
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
