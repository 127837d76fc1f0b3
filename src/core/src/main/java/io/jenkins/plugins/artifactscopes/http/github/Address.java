package io.jenkins.plugins.artifactscopes.http.github;

import io.jenkins.plugins.artifactscopes.http.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a request went, part by part as the client wrote it, so that a part may hold an escaped slash.
 *
 * @param root scheme, host and context path, without a slash at the end
 * @param base {@code root} and what comes before {@code /repos}
 * @param project whose artifacts are meant
 * @param rest the parts after {@code actions}
 */
record Address(String root, String base, String project, List<String> rest) {
    private static final String REPOS = "/repos/";

    static Address of(HttpServletRequest request) throws Refusal {
        String uri = request.getRequestURI();
        int repos = uri.indexOf(REPOS, request.getContextPath().length());
        if (repos < 0) {
            throw unknown(request);
        }
        List<String> parts = new ArrayList<>();
        for (String part : uri.substring(repos + REPOS.length()).split("/", -1)) {
            parts.add(decoded(part));
        }
        if (parts.size() < 4 || !parts.get(2).equals("actions")) {
            throw unknown(request);
        }
        StringBuffer url = request.getRequestURL();
        String host = url.substring(0, url.indexOf("/", url.indexOf("://") + 3));
        return new Address(
                host + request.getContextPath(),
                host + uri.substring(0, repos),
                new ProjectName(parts.get(0), parts.get(1)).project(),
                List.copyOf(parts.subList(3, parts.size())));
    }

    private static String decoded(String part) throws Refusal {
        try {
            return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Refusal(400, "The address has an escape that cannot be read: " + part);
        }
    }

    static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }

    static Refusal unknown(HttpServletRequest request) {
        return new Refusal(404, "There is no " + request.getMethod() + " at this address.");
    }

    /** The address of an artifact of this project. */
    String artifact(long id) {
        ProjectName name = ProjectName.of(project);
        return base + REPOS + encoded(name.owner()) + "/" + encoded(name.repo()) + "/actions/artifacts/" + id;
    }
}
