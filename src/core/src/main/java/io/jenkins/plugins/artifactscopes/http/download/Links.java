package io.jenkins.plugins.artifactscopes.http.download;

import io.jenkins.plugins.artifactscopes.http.Refusal;
import io.jenkins.plugins.artifactscopes.http.Signer;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.transfer.UrlQuery;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Links that download one thing without credentials, for a while. A link gives what it names, as it is then, and nothing else: method,
 * artifact, path, form and presentation are signed.
 */
public final class Links {
    private static final String PURPOSE = "download";

    private final Signer signer;
    private final InstantSource clock;
    private final Duration validity;

    /** @param validity at least a second; parts of a second do not count */
    public Links(Signer signer, InstantSource clock, Duration validity) {
        this.signer = signer;
        this.clock = clock;
        this.validity = validity;
    }

    /** What a link gives. */
    public enum Form {
        FILE,
        ZIP;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What a browser does with it. */
    public enum Presentation {
        ATTACHMENT,
        INLINE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What is downloaded.
     *
     * @param artifact its id
     * @param path of the file or directory in the artifact's scope
     */
    public record Target(Form form, long artifact, ArtifactPath path, Presentation presentation) {}

    /** The link to {@code target}, relative to where {@link DownloadServlet} is mapped. */
    public String to(Target target) {
        long until = clock.instant().plus(validity).getEpochSecond();
        return target.artifact() + "/" + target.form().word()
                + new UrlQuery()
                        .with("path", target.path().value())
                        .with("as", target.presentation().word())
                        .with("until", Long.toString(until))
                        .with("signature", signer.sign(statement(target, Long.toString(until))));
    }

    private static List<String> statement(Target target, String until) {
        return List.of(
                PURPOSE,
                "GET",
                target.form().word(),
                Long.toString(target.artifact()),
                target.path().value(),
                target.presentation().word(),
                until);
    }

    /** @throws Refusal 403 when the link is not one of ours, 410 when its time is over */
    Target read(HttpServletRequest request) throws Refusal {
        return read(request.getPathInfo() == null ? "" : request.getPathInfo().substring(1), request::getParameter);
    }

    /**
     * @param path without a slash in front
     */
    Target read(String path, Parameters parameters) throws Refusal {
        try {
            int slash = path.indexOf('/');
            Target target = new Target(
                    Form.valueOf(path.substring(slash + 1).toUpperCase(Locale.ROOT)),
                    Long.parseLong(path.substring(0, slash)),
                    ArtifactPath.of(required(parameters, "path")),
                    Presentation.valueOf(required(parameters, "as").toUpperCase(Locale.ROOT)));
            check(target, required(parameters, "until"), required(parameters, "signature"));
            return target;
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw foreign();
        }
    }

    /** The parameters of a request. */
    @FunctionalInterface
    interface Parameters {
        /** Null where there is none. */
        @Nullable
        String value(String name);
    }

    private static String required(Parameters parameters, String name) {
        String value = parameters.value(name);
        if (value == null) {
            throw new IllegalArgumentException("There is no " + name);
        }
        return value;
    }

    private void check(Target target, String until, String signature) throws Refusal {
        if (!signer.isSigned(signature, statement(target, until))) {
            throw foreign();
        }
        Instant end = Instant.ofEpochSecond(Long.parseLong(until));
        if (clock.instant().isAfter(end)) {
            throw new Refusal(410, "This link was valid until " + end + ". Ask for a new one where it came from.");
        }
    }

    private static Refusal foreign() {
        return new Refusal(403, "This link is not one that this server has made. Use a link as it was given.");
    }
}
