package io.jenkins.plugins.artifactscopes.catalog;

import java.nio.ByteBuffer;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/** Writes sums as a few bytes each. */
final class UsageType extends BasicDataType<Usage> {
    @Override
    public int getMemory(Usage value) {
        return 40;
    }

    @Override
    public void write(WriteBuffer buffer, Usage value) {
        buffer.putVarLong(value.bytes());
        buffer.putVarLong(value.files());
        buffer.putVarLong(value.artifacts());
    }

    @Override
    public Usage read(ByteBuffer buffer) {
        return new Usage(DataUtils.readVarLong(buffer), DataUtils.readVarLong(buffer), DataUtils.readVarLong(buffer));
    }

    @Override
    public Usage[] createStorage(int size) {
        return new Usage[size];
    }
}
