package io.jenkins.plugins.artifactscopes.catalog;

import java.nio.ByteBuffer;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/** Writes the keys of a page each as what differs from the one before it, which in an index is little. */
final class KeyType extends BasicDataType<Key> {
    /** What a field holds. */
    enum Field {
        TEXT,
        /** Not negative. */
        NUMBER
    }

    private final Field[] fields;

    KeyType(Field... fields) {
        this.fields = fields;
    }

    @Override
    public int compare(Key a, Key b) {
        for (int i = 0; i < fields.length; i++) {
            int order =
                    fields[i] == Field.TEXT ? a.text(i).compareTo(b.text(i)) : Long.compare(a.number(i), b.number(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    @Override
    public int binarySearch(Key key, Object storage, int size, int initialGuess) {
        Key[] keys = cast(storage);
        int low = 0;
        int high = size - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = compare(key, keys[middle]);
            if (order == 0) {
                return middle;
            }
            if (order > 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -(low + 1);
    }

    @Override
    public int getMemory(Key key) {
        int bytes = 40;
        for (int i = 0; i < fields.length; i++) {
            bytes += fields[i] == Field.TEXT ? 32 + key.text(i).length() : 24;
        }
        return bytes;
    }

    @Override
    public void write(WriteBuffer buffer, Key key) {
        Key[] one = {key};
        write(buffer, one, 1);
    }

    @Override
    public Key read(ByteBuffer buffer) {
        Key[] one = new Key[1];
        read(buffer, one, 1);
        return one[0];
    }

    @Override
    public void write(WriteBuffer buffer, Object storage, int length) {
        Key[] keys = cast(storage);
        for (int row = 0; row < length; row++) {
            for (int i = 0; i < fields.length; i++) {
                if (fields[i] == Field.TEXT) {
                    Texts.write(buffer, keys[row].text(i), row == 0 ? "" : keys[row - 1].text(i));
                } else {
                    buffer.putVarLong(keys[row].number(i));
                }
            }
        }
    }

    @Override
    public void read(ByteBuffer buffer, Object storage, int length) {
        Key[] keys = cast(storage);
        for (int row = 0; row < length; row++) {
            Comparable<?>[] values = new Comparable<?>[fields.length];
            for (int i = 0; i < fields.length; i++) {
                values[i] = fields[i] == Field.TEXT
                        ? (Comparable<?>) Texts.read(buffer, row == 0 ? "" : keys[row - 1].text(i))
                        : (Comparable<?>) DataUtils.readVarLong(buffer);
            }
            keys[row] = new Key(values);
        }
    }

    @Override
    public Key[] createStorage(int size) {
        return new Key[size];
    }
}
