package io.jenkins.plugins.artifactscopes.server.pages;

import io.jenkins.plugins.artifactscopes.http.Refusal;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.view.Visit;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a request asks for, part by part as the client wrote its address, so that a part may hold an escaped slash. */
record PageRequest(HttpServletRequest request, List<String> parts) {
    /** Bytes. */
    private static final long LARGEST_FORM = 1 << 16;

    static PageRequest of(HttpServletRequest request) throws Refusal {
        String path = request.getRequestURI().substring(request.getContextPath().length() + Frame.PROJECTS.length());
        List<String> parts = new ArrayList<>();
        for (String part : path.isEmpty() || path.equals("/")
                ? new String[0]
                : path.substring(1).split("/", -1)) {
            parts.add(decoded(part));
        }
        return new PageRequest(request, List.copyOf(parts));
    }

    /**
     * Reads the form that is posted, whatever becomes of it: an answer before all of a request has come in would end the connection.
     *
     * @throws Refusal 413 for more than a form of ours has, which is not read
     */
    static void takeForm(HttpServletRequest request, HttpServletResponse response) throws Refusal {
        if (request.getContentLengthLong() < 0 || request.getContentLengthLong() > LARGEST_FORM) {
            response.setHeader("Connection", "close");
            throw new Refusal(413, "This form is larger than any of this server's.");
        }
        request.getParameterMap();
    }

    private static String decoded(String part) throws Refusal {
        try {
            return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw nothing();
        }
    }

    static Refusal nothing() {
        return new Refusal(404, Visit.NOTHING);
    }

    /** Empty when it is missing. */
    String parameter(String name) {
        return Optional.ofNullable(request.getParameter(name)).orElse("");
    }

    boolean posts() {
        return request.getMethod().equals("POST");
    }

    boolean reads() {
        return request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    }

    /** The number that a part is; 0 for what is none. */
    long number(int part) {
        try {
            return Long.parseLong(parts.get(part));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** The path that the parts from this one on make. */
    ArtifactPath path(int from) throws Refusal {
        try {
            return ArtifactPath.of(String.join("/", parts.subList(from, parts.size())));
        } catch (IllegalArgumentException e) {
            throw nothing();
        }
    }
}
