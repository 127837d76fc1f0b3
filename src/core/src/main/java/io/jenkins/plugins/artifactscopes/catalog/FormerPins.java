package io.jenkins.plugins.artifactscopes.catalog;

import io.jenkins.plugins.artifactscopes.catalog.KeyType.Field;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.LongDataType;

/** Pins as they were kept before they had a log of their own: in the catalog's file alone. */
public final class FormerPins {
    private static final String MAP = "pins";
    private static final int PLACE_OF_ID = 3;

    private FormerPins() {}

    /**
     * Writes them to a log for {@link LoggedPins}, before the catalog that has them is thrown away.
     *
     * @param log one that is there has them already
     */
    public static void rescue(MVStore store, Path log) throws IOException {
        if (!store.hasMap(MAP) || Files.exists(log)) {
            return;
        }
        MVMap<Key, Long> pins = store.openMap(
                MAP,
                new MVMap.Builder<Key, Long>()
                        .keyType(new KeyType(Field.TEXT, Field.TEXT, Field.TEXT, Field.NUMBER))
                        .valueType(LongDataType.INSTANCE));
        StringBuilder lines = new StringBuilder();
        pins.keySet().forEach(key -> lines.append(LoggedPins.pin(key.number(PLACE_OF_ID)))
                .append('\n'));
        DurableFile.write(log, lines.toString());
    }
}
