package io.jenkins.plugins.artifactscopes.http.download;

import io.jenkins.plugins.artifactscopes.catalog.ArtifactRecord;
import io.jenkins.plugins.artifactscopes.catalog.Catalog;
import io.jenkins.plugins.artifactscopes.http.Answers;
import io.jenkins.plugins.artifactscopes.http.Refusal;
import io.jenkins.plugins.artifactscopes.http.download.Links.Form;
import io.jenkins.plugins.artifactscopes.http.download.Links.Target;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Serves {@link Links} at the path that it is mapped to. The signature is all the credentials there are. */
public final class DownloadServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    private final transient Catalog catalog;
    private final transient Downloads downloads;
    private final transient Links links;
    private final transient Answers answers;

    public DownloadServlet(Catalog catalog, Downloads downloads, Links links, Answers answers) {
        this.catalog = catalog;
        this.downloads = downloads;
        this.links = links;
        this.answers = answers;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
                throw new Refusal(405, "A link can be read, nothing else.");
            }
            serve(request, response, links.read(request));
        } catch (IOException | RuntimeException | Refusal e) {
            answers.to(request).refuse(response, e);
        }
    }

    private void serve(HttpServletRequest request, HttpServletResponse response, Target target)
            throws IOException, Refusal {
        ArtifactRecord artifact = catalog.find(target.artifact())
                .orElseThrow(() -> new Refusal(404, "The artifact of this link has been deleted."));
        if (target.form() == Form.ZIP) {
            downloads.zip(request, response, artifact, target.path());
        } else {
            downloads.file(request, response, artifact.scope(), target.path(), target.presentation());
        }
    }
}
