package io.jenkins.plugins.artifactscopes.jenkins.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

/** A request as the servlet sees it that is mounted at a path: what comes behind that path is the path info. */
class MountedRequest extends HttpServletRequestWrapper {
    private final String mount;
    private final String rest;

    /**
     * @param mount where the servlet is mounted, below the context
     * @param rest what comes behind it, as the client wrote it
     */
    MountedRequest(HttpServletRequest request, String mount, String rest) {
        super(request);
        this.mount = mount;
        this.rest = rest;
    }

    @Override
    public String getServletPath() {
        return mount;
    }

    @Override
    public String getPathInfo() {
        return rest;
    }
}
