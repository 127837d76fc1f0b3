package io.jenkins.plugins.artifactscopes.server;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Lets no body trickle in for ever, and no answer out. */
final class PaceFilter extends HttpFilter {
    private static final long serialVersionUID = 1;

    private final transient Limits limits;

    PaceFilter(Limits limits) {
        this.limits = limits;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(
                new HttpServletRequestWrapper(request) {
                    @Override
                    public ServletInputStream getInputStream() throws IOException {
                        return new PacedInput(super.getInputStream(), limits, System::nanoTime);
                    }
                },
                new HttpServletResponseWrapper(response) {
                    private @Nullable PacedOutput paced;

                    @Override
                    public ServletOutputStream getOutputStream() throws IOException {
                        PacedOutput output = paced;
                        if (output == null) {
                            output = new PacedOutput(super.getOutputStream(), limits, System::nanoTime);
                            paced = output;
                        }
                        return output;
                    }
                });
    }
}
