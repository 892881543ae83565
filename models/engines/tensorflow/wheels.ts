/**
 * The published wheels that libtensorflow is taken from, pinned.
 *
 * A wheel is taken for the shared libraries inside, whatever Python is on the
 * machine. Hashes are of the files as published on the Python Package Index.
 */

/** The processor and system a build is for, as `Deno.build` names them. */
export interface Platform {
  os: string;
  arch: string;
}

/** Which build of the library: for the processor, or for an NVIDIA GPU. */
export type Variant = "cpu" | "gpu";

/** A wheel, pinned. */
export interface Wheel {
  /** The name on the index, such as `"tensorflow-cpu"`. */
  name: string;
  /** The version on the index. */
  version: string;
  /** SHA-256 of the file, in hexadecimal. */
  sha256: string;
  /** Size of the file, in bytes; absent for the small CUDA wheels. */
  bytes?: number;
}

/** A set of wheels that together make one libtensorflow. */
export interface Build {
  /** The folder it gets in the cache. */
  name: string;
  /** The platform tags that pip accepts the wheels by. */
  platformTags: string[];
  /** What is fetched. */
  wheels: Wheel[];
  /** The files to unpack, by their path in a wheel. */
  unpack: RegExp;
  /** The library to open, relative to the build's folder. */
  library: string;
  /** Room needed while unpacking, in bytes: wheels and libraries. */
  diskBytes: number;
}

/** The TensorFlow release that all builds are of. */
export const TENSORFLOW_VERSION = "2.21.0";

const MIB = 2 ** 20;
const SHARED_OBJECTS = /^tensorflow\/libtensorflow_(cc|framework)\.so\.2$/;

/**
 * Every library of CUDA that `tensorflow[and-cuda]` 2.21.0 asks for: name,
 * version and SHA-256 of each wheel.
 */
const CUDA_WHEELS = `
nvidia-cublas-cu12 12.9.3.13 d7d51055f161b317c7105ddaae90e71eda059026074ffef93cf7cde2886bfe72
nvidia-cuda-cupti-cu12 12.8.90 ea0cb07ebda26bb9b29ba82cda34849e73c166c18162d3913575b0c9db9a6182
nvidia-cuda-nvcc-cu12 12.9.86 5d6a0d32fdc7ea39917c20065614ae93add6f577d840233237ff08e9a38f58f0
nvidia-cuda-nvrtc-cu12 12.9.86 210cf05005a447e29214e9ce50851e83fc5f4358df8b453155d5e1918094dcb4
nvidia-cuda-runtime-cu12 12.9.79 25bba2dfb01d48a9b59ca474a1ac43c6ebf7011f1b0b8cc44f54eb6ac48a96c3
nvidia-cudnn-cu12 9.28.0.42 9ff58b7f36dacd0a93e89f8f2957b52466889217963701daa15e577317cfa375
nvidia-cufft-cu12 11.4.1.4 c67884f2a7d276b4b80eb56a79322a95df592ae5e765cf1243693365ccab4e28
nvidia-curand-cu12 10.3.10.19 49b274db4780d421bd2ccd362e1415c13887c53c214f0d4b761752b8f9f6aa1e
nvidia-cusolver-cu12 11.7.5.82 15da72d1340d29b5b3cf3fd100e3cd53421dde36002eda6ed93811af63c40d88
nvidia-cusparse-cu12 12.5.10.65 73060ce019ac064a057267c585bf1fd5a353734151f87472ff02b2c5c9984e78
nvidia-nccl-cu12 2.32.3 bb94b2348e4861d5e8aa00b36c3d12d9bdf9c6369b82cbb723de0b582280a21c
nvidia-nvjitlink-cu12 12.9.86 e3f1171dbdc83c5932a45f0f4c99180a70de9bd2718c1ab77d14104f6d7147f9
`.trim().split("\n").map((line) => {
  const [name = "", version = "", sha256 = ""] = line.split(" ");
  return { name, version, sha256 };
});

const BUILDS: Readonly<Record<string, Build>> = {
  "cpu linux x86_64": {
    name: `${TENSORFLOW_VERSION}-cpu-linux-x86_64`,
    platformTags: ["manylinux_2_27_x86_64"],
    wheels: [{
      name: "tensorflow-cpu",
      version: TENSORFLOW_VERSION,
      sha256:
        "dcc8afd32930e42d5296b6ee19078b773706830af4ea97fbe503b9f5e0f820cb",
      bytes: 274_000_871,
    }],
    unpack: SHARED_OBJECTS,
    library: "tensorflow/libtensorflow_cc.so.2",
    diskBytes: 1150 * MIB,
  },
  "cpu linux aarch64": {
    name: `${TENSORFLOW_VERSION}-cpu-linux-aarch64`,
    platformTags: ["manylinux_2_27_aarch64"],
    wheels: [{
      name: "tensorflow",
      version: TENSORFLOW_VERSION,
      sha256:
        "b07d15737406533898e36c7ef7944b1be18e9028dc521b9229952c537bbc5552",
      bytes: 281_946_471,
    }],
    unpack: SHARED_OBJECTS,
    library: "tensorflow/libtensorflow_cc.so.2",
    diskBytes: 1200 * MIB,
  },
  "cpu darwin aarch64": {
    name: `${TENSORFLOW_VERSION}-cpu-darwin-aarch64`,
    platformTags: ["macosx_12_0_arm64"],
    wheels: [{
      name: "tensorflow",
      version: TENSORFLOW_VERSION,
      sha256:
        "56ecd7d47429acbe1df2694d50b75bf9fc3995ac92cb367cd9af6c4780ead712",
      bytes: 223_488_205,
    }],
    unpack: /^tensorflow\/libtensorflow_(cc|framework)\.2\.dylib$/,
    library: "tensorflow/libtensorflow_cc.2.dylib",
    diskBytes: 1000 * MIB,
  },
  "gpu linux x86_64": {
    name: `${TENSORFLOW_VERSION}-gpu-linux-x86_64`,
    platformTags: [
      "manylinux_2_27_x86_64",
      "manylinux_2_17_x86_64",
      "manylinux2014_x86_64",
      "manylinux_2_12_x86_64",
      "manylinux2010_x86_64",
    ],
    wheels: [{
      name: "tensorflow",
      version: TENSORFLOW_VERSION,
      sha256:
        "b3b95643c4e70eb925839938fb35cbe142f317ec84af6844ee61513713bb13c0",
    }, ...CUDA_WHEELS],
    // The library finds CUDA by its run path, $ORIGIN/../nvidia/*/lib.
    unpack:
      /^(tensorflow\/libtensorflow_(cc|framework)\.so\.2|nvidia\/[^/]+\/(lib|bin|nvvm)\/.+[^/])$/,
    library: "tensorflow/libtensorflow_cc.so.2",
    diskBytes: 12_000 * MIB,
  },
};

/**
 * The build for a machine.
 *
 * @param variant For the processor or for an NVIDIA GPU.
 * @param platform The machine.
 * @returns The pinned build.
 * @throws {RangeError} If there is none, with what to do instead.
 */
export function buildFor(
  variant: Variant,
  platform: Platform = Deno.build,
): Build {
  const { os, arch } = platform;
  const build = BUILDS[`${variant} ${os} ${arch}`];
  if (build !== undefined) return build;
  if (variant === "gpu" && BUILDS[`cpu ${os} ${arch}`] !== undefined) {
    throw new RangeError(
      `Cannot get a CUDA build of libtensorflow for ${os} ${arch}: there is ` +
        "one for linux x86_64 only. Next step: --device cpu",
    );
  }
  throw new RangeError(
    `Cannot get libtensorflow for ${os} ${arch}: builds are published for ` +
      "linux x86_64, linux aarch64 and darwin aarch64. Next step: build " +
      "TensorFlow 2 from source and set LIBTENSORFLOW_PATH to its library",
  );
}
