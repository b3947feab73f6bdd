namespace Microsoft.SqlServer.Server;

/// <summary>How a user-defined type of SQL Server is stored.</summary>
public enum Format
{
    /// <summary>Not said.</summary>
    Unknown = 0,

    /// <summary>By the server.</summary>
    Native = 1,

    /// <summary>By the type itself.</summary>
    UserDefined = 2,
}

/// <summary>A user-defined type that stores itself.</summary>
public interface IBinarySerialize
{
    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    void Read(BinaryReader r);

    /// <summary>Writes the value.</summary>
    void Write(BinaryWriter w);
}

/// <summary>Marks a user-defined type of SQL Server.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false, AllowMultiple = true)]
public sealed class SqlUserDefinedTypeAttribute(Format format) : Attribute
{
    /// <summary>How it is stored.</summary>
    public Format Format => format;

    /// <summary>Bytes at most; -1: no limit.</summary>
    public int MaxByteSize { get; set; }

    /// <summary>Whether every value takes as many bytes.</summary>
    public bool IsFixedLength { get; set; }

    /// <summary>Whether the order of the bytes is the order of the values.</summary>
    public bool IsByteOrdered { get; set; }

    /// <summary>Name of the method that checks a value.</summary>
    public string? ValidationMethodName { get; set; }

    /// <summary>Name of the type on the server.</summary>
    public string? Name { get; set; }
}

/// <summary>A type is not one that can be stored.</summary>
public sealed class InvalidUdtException : SystemException
{
    internal InvalidUdtException(string message)
        : base(message)
    {
    }
}
