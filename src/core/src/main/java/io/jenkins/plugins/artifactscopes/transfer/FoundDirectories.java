package io.jenkins.plugins.artifactscopes.transfer;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import java.io.IOException;
import java.nio.file.NotDirectoryException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Enters the directories that chosen files are in, also through links, because whoever chose the files came to them so; but each time only the
 * directory that was found there first.
 */
final class FoundDirectories implements DirectoryChain.Way {
    private final Map<ArtifactPath, Object> keys = new ConcurrentHashMap<>();

    @Override
    public LocalDirectory enter(LocalDirectory from, String name, ArtifactPath path) throws IOException {
        LocalDirectory directory = from.linked(name);
        try {
            Object key = directory.attributes().fileKey();
            Object first = key == null ? null : keys.putIfAbsent(path, key);
            if (first != null && !first.equals(key)) {
                throw new NotDirectoryException(path + " is another directory than before");
            }
            return directory;
        } catch (IOException e) {
            directory.close();
            throw e;
        }
    }
}
