package io.jenkins.plugins.artifactscopes.http.download;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.store.Entry;
import io.jenkins.plugins.artifactscopes.store.ScopePush;
import io.jenkins.plugins.artifactscopes.zip.ZipItem;
import java.nio.charset.StandardCharsets;

/** What stored entries are in a ZIP. */
final class ZipItems {
    private ZipItems() {}

    /**
     * The entry of a ZIP.
     *
     * @param root what names count from
     * @param prefix goes before the name
     */
    static ZipItem of(Entry entry, ArtifactPath root, String prefix) {
        return of(entry, entry, root, prefix);
    }

    /**
     * The entry of a ZIP that has the name of one entry, and is in all else another.
     *
     * @param root what names count from
     * @param prefix goes before the name
     */
    static ZipItem of(Entry named, Entry entry, ArtifactPath root, String prefix) {
        String name = prefix + ZipName.of(named, root);
        return switch (entry.kind()) {
            case DIRECTORY -> ZipItem.directory(name, entry.mode(), entry.modified());
            case LINK -> ZipItem.link(name, entry.modified(), target(entry).length);
            case FILE ->
                ZipItem.file(name, entry.mode(), entry.modified(), entry.size(), entry.size() > ScopePush.SMALL);
        };
    }

    /** A link's content. */
    static byte[] target(Entry link) {
        return link.requireTarget().getBytes(StandardCharsets.UTF_8);
    }
}
