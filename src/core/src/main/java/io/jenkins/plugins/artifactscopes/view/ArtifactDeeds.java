package io.jenkins.plugins.artifactscopes.view;

import io.jenkins.plugins.artifactscopes.catalog.ArtifactRecord;
import io.jenkins.plugins.artifactscopes.http.Refusal;
import io.jenkins.plugins.artifactscopes.http.download.Links.Form;
import io.jenkins.plugins.artifactscopes.http.download.Links.Presentation;
import io.jenkins.plugins.artifactscopes.http.download.Links.Target;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.store.Removal;
import java.io.IOException;
import java.util.List;

/** Does what the forms and links of pages ask for, if the visitor may. A host makes sure before that a form came from its own page. */
public final class ArtifactDeeds {
    private final PageSource source;
    private final ArtifactPages pages;

    public ArtifactDeeds(PageSource source) {
        this.source = source;
        this.pages = new ArtifactPages(source);
    }

    /**
     * Deletes what is at a path of an artifact.
     *
     * @return what to tell the visitor
     * @throws Refusal 404 when there is nothing, 403 when the visitor may not
     * @throws io.jenkins.plugins.artifactscopes.store.ArtifactNotFound when it has gone meanwhile
     */
    public NoticeView delete(Visit visit, long id, ArtifactPath path) throws IOException, Refusal {
        ArtifactRecord artifact = pages.deletable(visit, id, path);
        Places places = new Places(source, visit);
        String name = ShownName.of(path.value());
        Texts texts = visit.texts();
        Crumb back = new Crumb(
                texts.of("back", places.name(artifact.scope())),
                visit.addresses().scope(artifact.scope()));
        return new NoticeView(
                texts,
                texts.of("deleted", name),
                places.trail(artifact.scope()),
                "done",
                done(visit, artifact, path),
                List.of(back));
    }

    private String done(Visit visit, ArtifactRecord artifact, ArtifactPath path) throws IOException {
        if (artifact.entries() == 0) {
            source.catalog().dropExpired(artifact.id());
            return visit.texts().of("deleted.expired");
        }
        Removal removal = source.store().delete(artifact.scope(), path);
        source.audit().deletedBy(visit.access().name(), artifact.scope(), path, removal);
        return gone(visit.texts(), removal);
    }

    private static String gone(Texts texts, Removal removal) {
        String files = texts.count(removal.files(), "file");
        String bytes = texts.bytes(removal.bytes());
        String freed = texts.bytes(removal.freedBytes());
        return removal.laterBytes() == 0
                ? texts.of("deleted.freed", files, bytes, freed)
                : texts.of("deleted.later", files, bytes, freed, texts.bytes(removal.laterBytes()));
    }

    /**
     * Keeps an artifact against the rules, or gives it back to them.
     *
     * @return the address of the page that lists it
     * @throws Refusal 404 when there is none, 403 when the visitor may not
     */
    public String pin(Visit visit, long id, ArtifactPath path, boolean pinned) throws Refusal {
        pages.living(visit, id, path);
        ArtifactRecord artifact = pages.deletable(visit, id, path);
        source.catalog().pin(id, pinned);
        return visit.addresses().scope(artifact.scope());
    }

    /**
     * What a download link is to be made for.
     *
     * @param action DOWNLOAD, ZIP or IMAGE
     * @throws Refusal 404 when the visitor may not read it, or there is none
     */
    public Target target(Visit visit, Action action, long id, ArtifactPath path) throws Refusal {
        ArtifactRecord artifact = pages.living(visit, id, path);
        return switch (action) {
            case ZIP -> new Target(Form.ZIP, artifact.id(), path, Presentation.ATTACHMENT);
            case IMAGE ->
                new Target(
                        Form.FILE,
                        artifact.id(),
                        path,
                        Preview.isImage(path.name()) ? Presentation.INLINE : Presentation.ATTACHMENT);
            default -> new Target(Form.FILE, artifact.id(), path, Presentation.ATTACHMENT);
        };
    }
}
