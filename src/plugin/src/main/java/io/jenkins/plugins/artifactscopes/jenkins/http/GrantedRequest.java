package io.jenkins.plugins.artifactscopes.jenkins.http;

import io.jenkins.plugins.artifactscopes.jenkins.agent.Grant;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request of an agent that was let in for one push or pull. What that is about the grant says, whatever the request says of it; what is
 * still to be read cannot be once the grant is revoked.
 */
final class GrantedRequest extends MountedRequest {
    private final Grant grant;
    private final Map<String, List<String>> said;

    GrantedRequest(HttpServletRequest request, String mount, String rest, Grant grant) {
        super(request, mount, rest);
        this.grant = grant;
        this.said = grant.parameters();
    }

    Grant grant() {
        return grant;
    }

    @Override
    public @Nullable String getParameter(String name) {
        List<String> values = said.get(name);
        return values == null ? super.getParameter(name) : values.isEmpty() ? null : values.get(0);
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
        List<String> values = said.get(name);
        return values == null ? super.getParameterValues(name) : values.toArray(new String[0]);
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        ServletInputStream in = super.getInputStream();
        return new ServletInputStream() {
            @Override
            public int read() throws IOException {
                grant.requireLive();
                return in.read();
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                grant.requireLive();
                return in.read(buffer, offset, length);
            }

            @Override
            public boolean isFinished() {
                return in.isFinished();
            }

            @Override
            public boolean isReady() {
                return in.isReady();
            }

            @Override
            public void setReadListener(ReadListener listener) {
                in.setReadListener(listener);
            }
        };
    }
}
